"""Words that are one name in several spellings or languages, and short forms of given names.

Rules of sound (`names.spelling`) bring most spellings together. What they would miss, or
would bring together only by merging names that differ, stands here word by word. Common
knowledge of romanisation and of given names, gathered in 2026; a person can read why two
names were taken for one.
"""

from functools import cache

# One word, spelt differently in Latin letters. Folded; the first stands for the others.
_SPELLINGS = """
kyiv kiev kyjiw kiew kyjev kijev
odesa odessa
kharkiv kharkov charkiw
lviv lvov lwiw
qaida qaeda kaida kaide qaidah qaedah
muhammad mohammed mohammad mohamed mohamad muhammed muhamad mohamet muhamed mhmd
hussein husain hussain husayn hossein hussien houssein
hassan hasan
ahmad ahmed ahmet akhmed
osama usama ussama oussama
omar umar oumar
yusuf youssef yousef yousuf yusef youssouf jusuf
khalid khaled chalid
muammar moammar muammer mouammar
gaddafi qaddafi gadhafi qadhafi kadhafi kaddafi gadafi qadafi ghaddafi kadafi gaddhafi
qasim qassem qasem kassem ghassem qassim kasim
julani jolani golani jawlani joulani
mustafa mostafa moustafa mustapha
sulaiman suleiman soleiman sulayman suleyman
sulaimani soleimani suleimani sulaymani
ibrahim ebrahim ibraheem
abdullah abdallah abdulla abdellah
abdul abdel abdal
mahmud mahmoud mahmood
jamal gamal djamal
faisal faysal feisal
morsi mursi mursy
lukashenko lukashenka
klitschko klychko klitchko
yeltsin eltsin
zahir zaher
said saeed saied sayeed
karim kareem
rashid rasheed rachid
hizbullah hezbollah hizbollah hizballah hezbullah
shabab shabaab
turkistan turkestan
labour labor
defence defense
centre center
organisation organization organisations organizations
""".split("\n")
# One given name in several languages: its bearer goes by either. Also short forms.
_GIVEN = """
vladimir volodymyr wladimir uladzimir
sergei serhii serhiy sergii sergiy siarhei
alexander alexandr aleksandr oleksandr aliaksandr alyaksandr aleksander
alexei oleksii oleksiy
nikolai mykola mikalai
mikhail mykhailo mikheil mikhailo
dmitry dmytro
andrei andrii andriy
pyotr petro petr
elena olena yelena
ekaterina kateryna yekaterina
evgeny yevhen yevgeny yevgeni
pavel pavlo
yuri yurii yuriy iurii
boris borys
vitali vitalii vitaliy vitaly
oleg oleh
igor ihor
joseph joe
william bill billy will
robert bob bobby rob
michael mike mick
thomas tom
james jim jimmy
edward ted eddie
charles charlie chuck
richard dick rick
christopher chris
anthony tony
benjamin ben
daniel dan danny
samuel sam
donald don
kenneth ken
ronald ron
stephen steve
steven steve
andrew andy
matthew matt
gregory greg
jeffrey jeff
timothy tim
lawrence larry
bernard bernie
elizabeth liz beth
katherine kate kathy
margaret maggie peggy
patricia pat patty
susan sue
sandra sandy
deborah debbie
""".split("\n")


@cache
def canonical() -> dict[str, str]:
    """Return for each spelling of a word the one that stands for it."""
    groups = [line.split() for line in _SPELLINGS if line]
    return {word: group[0] for group in groups for word in group}


@cache
def given_names() -> tuple[tuple[str, ...], ...]:
    """Return the groups of given names of which one person may bear any."""
    return tuple(tuple(line.split()) for line in _GIVEN if line)

import tempfile

import pytest

from reportedly.errors import ModelError
from reportedly.read import language as module
from reportedly.read.language import language_of

ENGLISH = "The minister said that the river would be turned before the snow came to the valley."
SPOKEN = {
    "de": "Der Minister sagte am Montag in Kelsby, der Fluss werde noch vor dem Winter umgeleitet.",
    "fr": "Le ministre a déclaré lundi que le fleuve serait détourné avant les premières neiges.",
    "es": "El ministro dijo el lunes que el río sería desviado antes de que llegara la nieve.",
    "ru": "Министр сказал в понедельник, что реку повернут до первого снега в долине.",
    "ar": "قال الوزير يوم الاثنين إن النهر سيتم تحويله قبل وصول الثلوج إلى الوادي في الشمال",
}


@pytest.mark.parametrize("language", SPOKEN)
def test_other_languages_are_told(language):
    """A text in another language is not taken for English, even if the page says so."""
    assert language_of(SPOKEN[language], "en")[0] == language


def test_english_goes_before_a_wrong_label():
    """English words outweigh what the page says of itself."""
    assert language_of(ENGLISH, "de-DE")[0] == "en"
    assert language_of(ENGLISH) == ("en", "by its words")


def test_too_short_to_tell():
    """A few words have the language that the page states, or none."""
    assert language_of("Rain in Kelsby", "en-GB") == ("en", "declared")
    assert language_of("Rain in Kelsby", "???")[0] is None


def test_no_room_for_the_model(monkeypatch, tmp_path):
    """Where the model cannot be unpacked, the error says so and where room is wanted."""
    module._identifier.cache_clear()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(ModelError, match=f"make room in {tmp_path / 'gone'}"):
        language_of(SPOKEN["de"])
    monkeypatch.undo()
    assert language_of(SPOKEN["de"])[0] == "de"

"""Quality and speed, measured. Each module is a command: `python -m bench.speed` and so on."""

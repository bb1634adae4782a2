"""The pages of the application: layout only. What they show comes from ``service``, ``collection`` and ``render``."""

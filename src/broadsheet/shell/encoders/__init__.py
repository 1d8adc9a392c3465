"""Encoders: optional models that turn sentences into vectors. Loaded when a briefing asks."""

"""The alarm clock: slots, triggers and the serve loop."""

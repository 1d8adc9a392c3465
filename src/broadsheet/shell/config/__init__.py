"""Settings, workspace, briefing files and templates."""

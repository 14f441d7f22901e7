"""The gold questions: asked, scored, kept, and held against what was."""

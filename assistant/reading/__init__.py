"""A question → what it asks: stand-alone wording, actors, topics, dates, kind, and what stands in the way."""

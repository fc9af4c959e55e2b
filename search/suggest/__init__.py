"""Completing what is typed, correcting what found nothing, and ways out of an empty result."""

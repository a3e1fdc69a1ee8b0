"""The screens: what a person sees, and nothing of how it is counted."""

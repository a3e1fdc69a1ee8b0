"""Disclosure control: which figures about people who could be harmed are shown, so that no other can be worked out.

A page asks for a published table and draws it; it never meets the figures behind hidden cells.
"""

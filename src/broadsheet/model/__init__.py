"""The nouns: frozen, slotted, keyword-only dataclasses.

Times are aware and in UTC unless a field says otherwise; ids derive from content; the modules here
import nothing of Broadsheet but each other and `errors`.
"""

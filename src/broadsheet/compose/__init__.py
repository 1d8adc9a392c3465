"""From analysis to one frozen edition: headline, sections, editorial checks, numbering, codec."""

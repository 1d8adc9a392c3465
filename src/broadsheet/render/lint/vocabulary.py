"""Which feature of the support data an element, attribute, property, value or selector is.

Names are matched exactly, by table or by the feature's own name: a linter that matches parts of
words reports `text-transform` as `transform`.
"""

from __future__ import annotations

from collections.abc import Mapping


def _each(**names: str) -> dict[str, str]:
    """Return {name: slug} from slug="name name"; underscores in a slug stand for hyphens."""
    return {
        name: slug.replace("_", "-") for slug, listed in names.items() for name in listed.split()
    }


#: Elements whose feature is not `html-<element>`.
ELEMENTS: Mapping[str, str] = _each(
    html_h1_h6="h1 h2 h3 h4 h5 h6",
    html_lists="ul ol dl li dt dd",
    html_semantics=(
        "article aside details figcaption figure footer header main mark nav section summary time"
    ),
    html_table="table thead tbody tfoot tr td th caption col colgroup",
    html_strong="strong b",
    html_image_maps="map area",
    html_picture="picture source",
    html_svg="svg",
    html_img="img",
)
#: Elements every program shows or reads as plain structure; the data has nothing on them.
PLAIN_ELEMENTS = frozenset("html head title meta br a em i u sub sup center font q s tt".split())
#: Attributes whose feature is not `html-<attribute>`.
ATTRIBUTES: Mapping[str, str] = _each(
    html_align="align",
    html_background="background",
    html_cellpadding="cellpadding",
    html_cellspacing="cellspacing",
    html_dir="dir",
    html_height="height",
    html_hidden="hidden",
    html_lang="lang",
    html_loading_attribute="loading",
    html_popover="popover popovertarget",
    html_required="required",
    html_role="role",
    html_srcset="srcset sizes",
    html_target="target",
    html_valign="valign",
    html_width="width",
    html_image_maps="usemap",
    html_aria_describedby="aria-describedby",
    html_aria_hidden="aria-hidden",
    html_aria_label="aria-label",
    html_aria_labelledby="aria-labelledby",
    html_aria_live="aria-live",
    css_inert_attribute="inert",
)
_SIDES = "top right bottom left"
#: Properties whose feature is not `css-<property>`.
PROPERTIES: Mapping[str, str] = _each(
    css_block_inline_size="block-size",
    css_border=" ".join(
        f"border-{side} border-{side}-width border-{side}-style border-{side}-color"
        for side in _SIDES.split()
    )
    + " border-width border-style border-color",
    css_border_image="border-image-source border-image-slice border-image-width",
    css_border_inline_block="border-inline border-block",
    css_border_inline_block_individual=(
        "border-inline-start border-inline-end border-block-start border-block-end"
    ),
    css_border_inline_block_longhand=(
        "border-inline-width border-inline-style border-inline-color border-block-width "
        "border-block-style border-block-color"
    ),
    css_border_radius=(
        "border-top-left-radius border-top-right-radius border-bottom-left-radius "
        "border-bottom-right-radius"
    ),
    css_border_radius_logical=(
        "border-start-start-radius border-start-end-radius border-end-start-radius "
        "border-end-end-radius"
    ),
    css_column_layout_properties="columns column-fill column-rule column-span column-width",
    css_gap="column-gap row-gap",
    css_grid_template="grid-template-columns grid-template-rows grid-template-areas",
    css_left_right_top_bottom=_SIDES,
    css_margin=" ".join(f"margin-{side}" for side in _SIDES.split()),
    css_margin_block_start_end="margin-block-start margin-block-end",
    css_margin_inline_block="margin-inline margin-block",
    css_margin_inline_start_end="margin-inline-start margin-inline-end",
    css_overflow="overflow-x overflow-y",
    css_padding=" ".join(f"padding-{side}" for side in _SIDES.split()),
    css_padding_block_start_end="padding-block-start padding-block-end",
    css_padding_inline_block="padding-inline padding-block",
    css_padding_inline_start_end="padding-inline-start padding-inline-end",
    css_scroll_snap="scroll-snap-type scroll-snap-align scroll-snap-stop",
    css_animation="animation-name animation-duration",
    css_transition="transition-property transition-duration",
)
#: Properties every program with CSS knows, and Outlook's own, on which the data has nothing.
PLAIN_PROPERTIES = frozenset(
    {"color", "font-family", "font-style", "content", "quotes", "supported-color-schemes"}
)
#: (property, value) pairs that are features of their own.
VALUES: Mapping[tuple[str, str], str] = {
    ("display", "none"): "css-display-none",
    ("display", "flex"): "css-display-flex",
    ("display", "inline-flex"): "css-display-flex",
    ("display", "grid"): "css-display-grid",
    ("display", "inline-grid"): "css-display-grid",
}
#: Values a property has anyway: where a program does not know the property, nothing is lost.
NOTHING_LOST: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("height", "width"), frozenset({"auto"})),
    **dict.fromkeys(("max-height", "max-width"), frozenset({"none"})),
    **dict.fromkeys(("min-height", "min-width"), frozenset({"0", "0px", "auto"})),
    **dict.fromkeys(("overflow", "overflow-x", "overflow-y"), frozenset({"visible"})),
    "border-spacing": frozenset({"0", "0px"}),  # tables say so by cellspacing too
    "opacity": frozenset({"1"}),
    "position": frozenset({"static"}),
    "float": frozenset({"none"}),
    "border-radius": frozenset({"0", "0px"}),
    "box-shadow": frozenset({"none"}),
    "text-shadow": frozenset({"none"}),
    "text-transform": frozenset({"none"}),
    "letter-spacing": frozenset({"0", "0px", "normal"}),
}
#: Words a value may be.
KEYWORDS: Mapping[str, str] = _each(
    css_unit_initial="initial",
    css_intrinsic_size="fit-content min-content max-content",
    css_sytem_ui="system-ui ui-serif ui-sans-serif ui-rounded ui-monospace",
)
#: Functions in values.
FUNCTIONS: Mapping[str, str] = _each(
    css_unit_calc="calc",
    css_function_clamp="clamp",
    css_function_max="max",
    css_function_min="min",
    css_function_light_dark="light-dark",
    css_linear_gradient="linear-gradient repeating-linear-gradient",
    css_radial_gradient="radial-gradient repeating-radial-gradient",
    css_conic_gradient="conic-gradient repeating-conic-gradient",
    css_rgb="rgb",
    css_rgba="rgba",
    css_modern_color="lab lch oklab oklch",
    css_variables="var",
)
#: At-rules; what @media asks about has features of its own.
AT_RULES: Mapping[str, str] = {
    "media": "css-at-media",
    "font-face": "css-at-font-face",
    "import": "css-at-import",
    "keyframes": "css-at-keyframes",
    "-webkit-keyframes": "css-at-keyframes",
    "supports": "css-at-supports",
}
MEDIA_FEATURES: Mapping[str, str] = {
    "prefers-color-scheme": "css-at-media-prefers-color-scheme",
    "prefers-reduced-motion": "css-at-media-prefers-reduced-motion",
    "orientation": "css-at-media-orientation",
    "hover": "css-at-media-hover",
    "any-hover": "css-at-media-hover",
    "-webkit-device-pixel-ratio": "css-at-media-device-pixel-ratio",
    "-webkit-min-device-pixel-ratio": "css-at-media-device-pixel-ratio",
}
#: Image formats by the end of the address.
IMAGE_TYPES: Mapping[str, str] = _each(
    image_png="png",
    image_jpg="jpg jpeg",
    image_gif="gif",
    image_webp="webp",
    image_svg="svg",
    image_avif="avif",
    image_bmp="bmp",
    image_heif="heif heic",
    image_ico="ico",
    image_tiff="tif tiff",
    image_apng="apng",
    image_mp4="mp4",
)
#: Losing these changes how a message looks or is moved about in, not whether it can be read.
DECORATION = frozenset(
    "css-accent-color css-animation css-background-blend-mode css-background-clip "
    "css-background-origin css-background-position css-background-repeat css-background-size "
    "css-border-radius css-border-radius-logical css-box-shadow css-cursor css-filter "
    "css-color-scheme css-font-kerning css-font-stretch css-hyphens css-letter-spacing "
    "css-max-height css-max-width css-min-height css-min-width css-opacity css-orphans css-outline "
    "css-outline-offset css-overflow-wrap css-text-decoration css-text-decoration-color "
    "css-text-decoration-skip-ink css-text-decoration-style css-text-decoration-thickness "
    "css-text-shadow css-text-transform css-text-underline-offset css-text-wrap css-transform "
    "css-transition css-user-select css-widows css-word-break css-word-spacing "
    "html-anchor-links html-loading-attribute html-target html-wbr".split()
)
#: Where a program does not know these it shows the same message: nothing is lost by using them.
HARMLESS = frozenset(
    "html-doctype html-lang html-role html-abbr html-comments html-aria-describedby "
    "html-aria-hidden html-aria-label html-aria-labelledby html-aria-live".split()
)
#: Without these there are no style rules at all: a program that lacks one lacks `<style>`.
RULES_THEMSELVES = frozenset(
    "css-selector-class css-selector-type css-selector-id css-selector-descendant "
    "css-selector-grouping css-important".split()
)
#: What no message can do without, and what becomes of it.
UNAVOIDABLE: Mapping[str, str] = {
    "html-body": "the program puts the message into a body of its own; the outer table repeats it",
    "css-display-none": "the preview line may show above the message",
}
#: What a head may hold for the programs that can use it.
ENHANCEMENT = frozenset(
    {
        "css-at-media",
        "css-at-media-prefers-color-scheme",
        "html-meta-color-scheme",
        "css-selector-attribute",
        "html-style",
    }
)
#: What a layout or its colours stand on: in a head it carries more than it should.
BEARING = frozenset(
    "css-display-flex css-display-grid css-grid-template css-gap css-variables css-position "
    "css-nesting css-unit-rem css-unit-calc css-function-clamp css-function-light-dark "
    "css-modern-color".split()
)
#: What to use instead.
REMEDIES: Mapping[str, str] = {
    **dict.fromkeys(
        ("css-display-flex", "css-display-grid", "css-grid-template", "css-gap", "css-position"),
        "lay it out with tables",
    ),
    **dict.fromkeys(("css-unit-rem", "css-unit-em", "css-unit-vw", "css-unit-vh"), "use px"),
    **dict.fromkeys(
        ("css-rgba", "css-modern-color", "css-function-light-dark"), "write it as #RRGGBB"
    ),
    **dict.fromkeys(("css-variables", "css-unit-calc"), "write the value itself"),
    **dict.fromkeys(
        ("image-webp", "image-svg", "image-avif", "image-heif", "html-svg"),
        "use a PNG or a JPEG",
    ),
    "image-base64": "attach it (cid:) or host it",
    "css-background-image": "set a background-color that does without it",
    "html-background": "set a bgcolor that does without it",
    "css-overflow": "let it take the room it needs",
    "css-margin": "use padding on table cells",
}

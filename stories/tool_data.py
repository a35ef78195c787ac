"""What search engines read of a tool beyond its text (schema.org, HowTo)."""

from home.search.texts import rich_text


def structured_data(tool) -> dict | None:
    """A tool with steps as a HowTo; one without is only a text. Nothing is said that is not known.

    The licence is the material's, not this text's, and so is not among it. A time is told only
    where it is one number: a duration of ISO 8601 knows no range.
    """
    if not len(tool.steps):
        return None
    data = {
        "@type": "HowTo",
        "name": tool.title,
        "description": tool.lead,
        "inLanguage": tool.language,
        "step": [
            {"@type": "HowToStep", "position": position, "name": block.value["title"]}
            | _text(block.value)
            for position, block in enumerate(tool.steps, start=1)
        ],
    }
    if len(tool.materials):
        data["supply"] = [{"@type": "HowToSupply", "name": block.value} for block in tool.materials]
    if tool.minutes_from and tool.minutes_from == tool.minutes_to:
        data["performTime"] = f"PT{tool.minutes_from}M"
    return data


def _text(step) -> dict:
    text = rich_text(step["text"].source if step.get("text") else "").strip()
    return {"text": text} if text else {}

using System.Globalization;
using System.Text;

namespace Cartwright.Contracts;

/// <summary>Tells text that people can see from text with characters that they cannot.</summary>
public static class VisibleText
{
    const int LastOfLatin = 0x024F;
    const int ZeroWidthNonJoiner = 0x200C;
    const int ZeroWidthJoiner = 0x200D;

    /// <summary>
    /// Whether a text is one line within the given lengths, in UTF-16 code units, and contains no control characters and no invisible ones: separators of
    /// lines, marks of direction, spaces without width. The joiners that other scripts and pictographs need are allowed between their characters. The lower
    /// length counts without the spaces around the text.
    /// </summary>
    public static bool IsLine(string text, int min, int max) => text.Length <= max && text.AsSpan().Trim().Length >= min && IsVisible(text, lines: false);

    /// <summary>The same for a text that may have several lines and tabs, and may be empty.</summary>
    public static bool IsText(string text, int max) => text.Length <= max && IsVisible(text, lines: true);

    static bool IsVisible(string text, bool lines)
    {
        var (blank, joinable, joined) = (true, false, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var isSpace = Rune.IsWhiteSpace(rune);
            var isJoiner = rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner;
            if (isJoiner ? !joinable : (joined && isSpace) || (IsInvisible(rune) && !(lines && rune.Value is '\n' or '\r' or '\t')))
            {
                return false;
            }

            joined = isJoiner;
            joinable = !isJoiner && !isSpace && rune.Value > LastOfLatin;
            blank &= isSpace || isJoiner || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
        }

        // A text of marks alone shows nothing. One of spaces alone is a matter of its length.
        return !joined && (!blank || string.IsNullOrWhiteSpace(text));
    }

    static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        // Letters and marks by their category: fillers of Hangul, the grapheme joiner, vowels of Khmer, and the empty pattern of Braille.
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x034F or 0x17B4 or 0x17B5 or 0x2800;
}

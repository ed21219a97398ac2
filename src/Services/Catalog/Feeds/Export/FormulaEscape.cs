using System.Buffers;

namespace Cartwright.Catalog.Feeds;

/// <summary>
/// Keeps spreadsheets from taking a text for a formula: an apostrophe is written before a text that begins like one, and removed when the text is read. Numbers
/// stay as they are. A text that has the apostrophe itself gets another, so that each text is read as it was written.
/// </summary>
internal static class FormulaEscape
{
    const char Apostrophe = '\'';

    static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.,");

    /// <summary>A text as it is written.</summary>
    public static string Add(string text)
    {
        var rest = text.AsSpan().TrimStart(Apostrophe);
        return IsFormula(rest) && (rest.Length < text.Length || !IsNumber(rest)) ? Apostrophe + text : text;
    }

    /// <summary>The text that was written.</summary>
    public static string Remove(string text)
    {
        if (text is not [Apostrophe, ..])
        {
            return text;
        }

        var rest = text.AsSpan().TrimStart(Apostrophe);
        return IsFormula(rest) && (text.Length - rest.Length > 1 || !IsNumber(rest)) ? text[1..] : text;
    }

    static bool IsFormula(ReadOnlySpan<char> text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];

    static bool IsNumber(ReadOnlySpan<char> text)
    {
        var digits = text[1..];
        return text[0] is '+' or '-' && digits.Length > 0 && digits.Count('.') + digits.Count(',') <= 1 && char.IsAsciiDigit(digits[0])
            && char.IsAsciiDigit(digits[^1]) && !digits.ContainsAnyExcept(NumberCharacters);
    }
}

namespace Cartwright.Catalog.Feeds;

/// <summary>Values of files as problems show them.</summary>
internal static class Shortened
{
    /// <summary>The most characters that are shown.</summary>
    public const int LengthMax = 120;

    /// <summary>The beginning of a text, without what a database or a screen could not show.</summary>
    public static string Of(string text)
    {
        var end = text.Length <= LengthMax ? text.Length : char.IsHighSurrogate(text[LengthMax - 1]) ? LengthMax - 1 : LengthMax;
        var shown = string.Create(end, text, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
        return end < text.Length ? shown + "…" : shown;
    }
}

namespace Cartwright.Catalog;

/// <summary>Marks what matched in the texts of a product.</summary>
internal static class Highlighting
{
    const int SnippetMax = 200;
    const int WordsMax = 2000;

    /// <summary>The matches in name and description; null if there are none.</summary>
    public static HighlightResponse? Of(ProductResponse product, MatchedWords matched, WordReader words)
    {
        var name = Marks(product.Name, matched, words);
        var (snippet, marks) = Snippet(product.Description, Marks(product.Description, matched, words));
        return name.Count == 0 && snippet is null ? null : new(product.Id, name, snippet, marks);
    }

    static List<MarkResponse> Marks(string text, MatchedWords matched, WordReader words)
    {
        var marks = new List<MarkResponse>();
        foreach (var word in words.Read(text).Take(WordsMax).Where(matched.Contains))
        {
            // Pairs of letters overlap.
            if (marks is [.., var last] && word.Start < last.Start + last.Length)
            {
                marks[^1] = last with { Length = Math.Max(last.Length, word.End - last.Start) };
            }
            else
            {
                marks.Add(new(word.Start, word.End - word.Start));
            }
        }

        return marks;
    }

    // The part that begins with a match and has most of them, from the beginning of its sentence if there is room.
    static (string? Text, IReadOnlyList<MarkResponse> Marks) Snippet(string text, List<MarkResponse> marks)
    {
        if (marks.Count == 0)
        {
            return (null, []);
        }

        var first = marks.MaxBy(m => marks.Count(other => other.Start >= m.Start && other.Start + other.Length <= m.Start + SnippetMax))!;
        var sentence = text.LastIndexOfAny(['.', '!', '?', '\n'], first.Start) + 1;
        var start = first.Start - sentence < SnippetMax / 2 ? sentence : first.Start;
        while (start < first.Start && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        var end = Math.Min(text.Length, start + SnippetMax);
        if (end < text.Length)
        {
            var space = text.LastIndexOf(' ', end);
            end = space > first.Start + first.Length ? space : char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
        }

        return (text[start..end], [.. marks.Where(m => m.Start >= start && m.Start + m.Length <= end).Select(m => m with { Start = m.Start - start })]);
    }
}

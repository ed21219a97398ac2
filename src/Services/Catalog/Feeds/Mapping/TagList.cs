using System.Text;

namespace Cartwright.Catalog.Feeds;

/// <summary>Tags in one value. A backslash stands before a separator, a backslash, or a space at an end that belongs to a tag.</summary>
internal static class TagList
{
    const char Escape = '\\';

    /// <summary>Reads tags. Spaces around them are dropped, and so are empty ones.</summary>
    public static IReadOnlyList<string> Read(string text, char separator)
    {
        var tags = new List<string>();
        var tag = new StringBuilder();
        var kept = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == separator)
            {
                Add();
            }
            else if (text[i] == Escape && i + 1 < text.Length)
            {
                tag.Append(text[++i]);
                kept = tag.Length;
            }
            else if (!char.IsWhiteSpace(text[i]))
            {
                tag.Append(text[i]);
                kept = tag.Length;
            }
            else if (tag.Length > 0)
            {
                tag.Append(text[i]);
            }
        }

        Add();
        return tags;

        void Add()
        {
            tag.Length = kept;
            if (kept > 0)
            {
                tags.Add(tag.ToString());
            }

            tag.Clear();
            kept = 0;
        }
    }

    /// <summary>Writes tags so that they are read as they are.</summary>
    public static string Write(IReadOnlyList<string> tags, char separator)
    {
        var text = new StringBuilder();
        foreach (var tag in tags)
        {
            if (text.Length > 0)
            {
                text.Append(separator);
            }

            for (var i = 0; i < tag.Length; i++)
            {
                if (tag[i] == separator || tag[i] == Escape || (char.IsWhiteSpace(tag[i]) && (i == 0 || i == tag.Length - 1)))
                {
                    text.Append(Escape);
                }

                text.Append(tag[i]);
            }
        }

        return text.ToString();
    }
}

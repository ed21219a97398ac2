using System.Collections.Frozen;

namespace Cartwright.Notifications;

/// <summary>
/// The texts that come with the program: a file per kind and language, whose first line is the subject. <c>welcome.txt</c> is English, <c>welcome.de.txt</c> is German.
/// The English text of a kind names its placeholders.
/// </summary>
internal static class BuiltInTemplates
{
    /// <summary>The language of the last resort, in which every kind has a text.</summary>
    public const string LastResort = "en";

    static readonly FrozenDictionary<(string Kind, string Language), Template> All = Find();

    static readonly FrozenDictionary<string, IReadOnlySet<string>> Placeholders = All.Where(t => t.Key.Language == LastResort).ToFrozenDictionary(
        t => t.Key.Kind, IReadOnlySet<string> (t) => TemplateText.Names($"{t.Value.Subject}{t.Value.Body}").Append(NoticeValues.Shop).ToFrozenSet());

    /// <summary>The languages of these texts.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. All.Keys.Select(k => k.Language).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The text of a kind in a language; null if there is none.</summary>
    public static Template? Of(string kind, string language) => All.GetValueOrDefault((kind, language));

    /// <summary>The placeholders that the texts of a kind may contain.</summary>
    public static IReadOnlySet<string> PlaceholdersOf(string kind) => Placeholders[kind];

    /// <summary>Reads an embedded file.</summary>
    public static string Read(string name)
    {
        using var reader = new StreamReader(typeof(BuiltInTemplates).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    static FrozenDictionary<(string, string), Template> Find() =>
        (from kind in NotificationKinds.Known
         from name in typeof(BuiltInTemplates).Assembly.GetManifestResourceNames()
         let parts = name.Split('.')
         where parts[0] == kind && parts[^1] == "txt"
         let lines = Read(name).Split('\n', 2)
         select (Key: (kind, parts.Length == 2 ? LastResort : parts[1]), Template: new Template(lines[0], lines[1].Trim())))
        .ToFrozenDictionary(t => t.Key, t => t.Template);
}

using System.Text.RegularExpressions;

namespace Cartwright.Unit.Architecture;

/// <summary>What the pages point to exists.</summary>
public sealed partial class DocumentationTests
{
    /// <summary>Files of recipes, which a reader writes.</summary>
    static readonly string[] Examples = ["src/Services/Returns/", "0002_gift_notes.sql"];

    public static TheoryData<string> Pages { get; } = new(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", .. Repository.Files("docs", ".md").Order(StringComparer.Ordinal)]);

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_path_that_a_page_names_exists(string page) => Assert.DoesNotContain(
        NamedPath().Matches(Repository.Read(page)).Select(match => match.Groups[1].Value),
        path => !Examples.Any(example => path.Contains(example, StringComparison.Ordinal)) && !Exists(path));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_of_a_page_leads_somewhere(string page) => Assert.DoesNotContain(
        Link().Matches(Repository.Read(page)).Select(match => match.Groups[1].Value),
        link => !Exists(Path.Combine(Path.GetDirectoryName(page)!, link)));

    static bool Exists(string path) => Path.Exists(Path.Combine(Repository.Root, path));

    [GeneratedRegex("`((?:src|tests|bench|docs)/[A-Za-z0-9_./-]+)`")]
    private static partial Regex NamedPath();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}

using System.Text.RegularExpressions;

namespace Cartwright.Unit.Architecture;

/// <summary>What the pages point to exists.</summary>
public sealed partial class DocumentationTests
{
    /// <summary>Files of recipes, which a reader writes.</summary>
    static readonly string[] Examples = ["src/Services/Returns/", "0002_gift_notes.sql"];

    /// <summary>Types of recipes.</summary>
    static readonly string[] ExampleNames = ["ReturnsService"];

    public static TheoryData<string> Pages { get; } = new(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", .. Repository.Files("docs", ".md").Order(StringComparer.Ordinal)]);

    /// <summary>All pages but decisions, which name libraries and code of their time.</summary>
    public static TheoryData<string> PagesOfToday { get; } = new(Pages.Select(page => page.Data).Where(page => !page.StartsWith("docs/decisions/", StringComparison.Ordinal)));

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

    /// <summary>A page that still has the former name of a type or setting leads its reader nowhere.</summary>
    [Theory]
    [MemberData(nameof(PagesOfToday))]
    public void Every_name_of_code_that_a_page_quotes_occurs_in_code(string page) => Assert.DoesNotContain(
        Quoted().Matches(Repository.Read(page)).SelectMany(match => Name().Matches(match.Groups[1].Value)).Select(match => match.Value).Distinct(),
        name => !Words.Value.Contains(name) && !ExampleNames.Contains(name));

    static readonly Lazy<HashSet<string>> Words = new(() =>
        [.. new[] { "src", "tests", "bench" }.SelectMany(folder => new[] { ".cs", ".razor", ".csproj", ".props" }.SelectMany(ending => Repository.Files(folder, ending)))
            .Concat(["Directory.Build.props", "Directory.Packages.props", "cartwright"])
            .SelectMany(file => Word().Matches(Repository.Read(file)).Select(match => match.Value))]);

    static bool Exists(string path) => Path.Exists(Path.Combine(Repository.Root, path));

    [GeneratedRegex("`((?:src|tests|bench|docs)/[A-Za-z0-9_./-]+)`")]
    private static partial Regex NamedPath();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Quoted();

    // Two capitals or more, so that ordinary words are none.
    [GeneratedRegex("(?<![A-Za-z0-9_/.-])[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+(?![A-Za-z0-9_/-])")]
    private static partial Regex Name();

    [GeneratedRegex("[A-Za-z0-9]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}

using System.Text.RegularExpressions;
using Cartwright.Unit.Architecture;
using Cartwright.Unit.Contracts;

namespace Cartwright.Unit.Configuration;

public sealed partial class ConfigurationPageTests
{
    const string File = "docs/configuration.md";

    static readonly ConfigurationPage Page = new(ConfigurationSections.All);

    [Fact]
    public void The_page_shows_every_setting_as_it_is() => PublishedFile.Shows(File, Page.Fill(Repository.Read(File)));

    [Fact]
    public void The_page_has_one_table_for_each_section() =>
        Assert.Equal(Page.Names.Order(StringComparer.Ordinal), ConfigurationPage.Tables(Repository.Read(File)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_setting_has_a_summary() => Assert.All(Page.Settings, setting => Assert.NotEmpty(setting.Summary));

    // Logging is a section of the framework.
    [Fact]
    public void Every_setting_that_the_page_names_exists()
    {
        var known = Page.Settings.Select(setting => setting.Key).ToHashSet();

        Assert.All(
            Key().Matches(Repository.Read(File)).Select(match => match.Groups["key"].Value).Where(key => !key.StartsWith("Logging:", StringComparison.Ordinal)),
            key => Assert.Contains(known, k => k == key || k.StartsWith(key.TrimEnd(':') + ":", StringComparison.Ordinal)));
    }

    [GeneratedRegex("`(?<key>[A-Z][A-Za-z]+:[A-Za-z0-9:<>]*)`")]
    private static partial Regex Key();
}

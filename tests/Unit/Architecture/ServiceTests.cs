using System.Text.RegularExpressions;

namespace Cartwright.Unit.Architecture;

/// <summary>A newcomer finds every service in the same way.</summary>
public sealed partial class ServiceTests
{
    public static TheoryData<string> Projects { get; } = new(Repository.Projects);

    static string FileOf(string service)
    {
        var project = char.ToUpperInvariant(service[0]) + service[1..];
        return $"{Repository.FolderOf(project)}/{project}Service.cs";
    }

    [Fact]
    public void Every_service_has_its_table_of_contents_where_its_name_says() => Assert.All(ServiceRegistry.All, entry =>
    {
        Assert.True(File.Exists(Path.Combine(Repository.Root, FileOf(entry.Name))), $"{FileOf(entry.Name)} is missing.");
        Assert.Equal(Path.GetFileNameWithoutExtension(FileOf(entry.Name)), entry.Create().GetType().Name);
        Assert.Equal(entry.Name, entry.Create().Name);
    });

    [Fact]
    public void Every_service_is_registered() => Assert.Equal(
        ServiceRegistry.All.Select(entry => FileOf(entry.Name)).Order(StringComparer.Ordinal),
        Repository.Files("src", "Service.cs").Where(file => !file.StartsWith("src/Platform/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void No_two_services_share_a_port() => Assert.Distinct(ServiceRegistry.All.Select(entry => entry.PortOffset));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Migrations_are_numbered_without_gaps(string project)
    {
        var files = Repository.Files(Repository.FolderOf(project), ".sql").Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();

        Assert.All(files, file => Assert.Matches(MigrationName(), file));
        Assert.Equal(Enumerable.Range(1, files.Count), files.Select(file => int.Parse(file![..4], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_service_keeps_data_when_and_only_when_it_has_migrations() => Assert.All(ServiceRegistry.All, entry =>
        Assert.Equal(entry.HasDatabase, Repository.Files(Path.GetDirectoryName(FileOf(entry.Name))!, ".sql").Any()));

    [GeneratedRegex("^[0-9]{4}_[a-z0-9_]+[.]sql$")]
    private static partial Regex MigrationName();
}

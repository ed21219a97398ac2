using System.Reflection;

namespace Cartwright.Unit.Architecture;

/// <summary>Dependencies point one way: the program → the audit → services and web applications → the platform → the contracts. No service references another.</summary>
public sealed class DependencyTests
{
    static readonly string[] Base = ["Contracts", "Platform"];

    public static TheoryData<string> Services { get; } = new(Below("src/Services/").Concat(Below("src/Web/")));

    static IEnumerable<string> Below(string folder) =>
        Repository.Projects.Where(project => $"{Repository.FolderOf(project)}/".StartsWith(folder, StringComparison.Ordinal));

    static IEnumerable<string> References(string project) =>
        Assembly.Load(project).GetReferencedAssemblies().Select(reference => reference.Name!).Intersect(Repository.Projects);

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_references_the_platform_and_the_contracts_alone(string project) => Assert.Empty(References(project).Except(Base));

    [Fact]
    public void The_contracts_reference_nothing_of_ours() => Assert.Empty(References("Contracts"));

    [Fact]
    public void The_platform_references_the_contracts_alone() => Assert.Equal(["Contracts"], References("Platform"));

    [Fact]
    public void The_demo_catalog_references_nothing_of_ours() => Assert.Empty(References("Demo"));

    [Fact]
    public void The_audit_references_services_and_what_they_stand_on() => Assert.Empty(References("Audit").Except(Below("src/Services/")).Except(Base));

    [Fact]
    public void Only_the_program_references_web_applications() => Assert.All(
        Repository.Projects.Where(project => project != "Cartwright"), project => Assert.Empty(References(project).Intersect(Below("src/Web/"))));
}

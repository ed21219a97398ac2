using System.Reflection;

namespace Cartwright.Unit.Architecture;

/// <summary>Dependencies point one way: the program knows the services, the services know the platform and the contracts, nobody knows a service.</summary>
public sealed class DependencyTests
{
    const string Program = "Cartwright";

    static readonly string[] Shared = ["Contracts", "Platform"];

    public static TheoryData<string> Projects { get; } = new(Repository.Projects);

    static IEnumerable<string> Ours(string project) =>
        Assembly.Load(project).GetReferencedAssemblies().Select(reference => reference.Name!).Intersect(Repository.Projects);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_the_program_knows_services(string project)
    {
        if (project != Program)
        {
            Assert.Empty(Ours(project).Except(Shared));
        }
    }

    [Fact]
    public void Contracts_stand_on_nothing_of_ours() => Assert.Empty(Ours("Contracts"));

    [Fact]
    public void The_platform_stands_on_the_contracts_alone() => Assert.Equal(["Contracts"], Ours("Platform"));
}

using System.Reflection;

namespace Cartwright.Unit.Architecture;

/// <summary>
/// Dependencies point one way: the program → the audit → services and web applications → the platform → the contracts. No service references another.
/// An adapter connects the platform to a server or a standard; only the program knows which adapters there are.
/// </summary>
public sealed class DependencyTests
{
    static readonly string[] Base = ["Contracts", "Platform"];

    public static TheoryData<string> Services { get; } = new(Below("src/Services/").Concat(Below("src/Web/")));

    static IEnumerable<string> Below(string folder) =>
        Repository.Projects.Where(project => $"{Repository.FolderOf(project)}/".StartsWith(folder, StringComparison.Ordinal));

    public static TheoryData<string> Adapters { get; } = new(AdapterProjects);

    /// <summary>The client libraries that belong to an adapter, each with its adapter.</summary>
    public static TheoryData<string, string> ClientLibraries { get; } = new()
    {
        { "RabbitMQ.Client", "Platform.RabbitMq" },
        { "StackExchange.Redis", "Platform.Redis" },
        { "AWSSDK.S3", "Platform.S3" },
        { "AWSSDK.Core", "Platform.S3" },
        { "OpenTelemetry", "Platform.Telemetry" },
    };

    static IEnumerable<string> AdapterProjects => Repository.Projects.Where(project => project.StartsWith("Platform.", StringComparison.Ordinal));

    static IEnumerable<string> References(string project) => AllReferences(project).Intersect(Repository.Projects);

    static IEnumerable<string> AllReferences(string project) => Assembly.Load(project).GetReferencedAssemblies().Select(reference => reference.Name!);

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_references_the_platform_and_the_contracts_alone(string project) => Assert.Empty(References(project).Except(Base));

    [Fact]
    public void The_contracts_reference_nothing_of_ours() => Assert.Empty(References("Contracts"));

    [Fact]
    public void The_platform_references_the_contracts_alone() => Assert.Equal(["Contracts"], References("Platform"));

    [Theory]
    [MemberData(nameof(Adapters))]
    public void An_adapter_references_the_platform_and_the_contracts_alone(string adapter) => Assert.Empty(References(adapter).Except(Base));

    [Fact]
    public void Only_the_program_references_adapters() => Assert.All(
        Repository.Projects.Where(project => project != "Cartwright"), project => Assert.Empty(References(project).Intersect(AdapterProjects)));

    [Theory]
    [MemberData(nameof(ClientLibraries))]
    public void A_client_library_is_known_to_its_adapter_alone(string library, string adapter) =>
        Assert.Equal([adapter], Repository.Projects.Where(project => AllReferences(project).Contains(library)));

    [Fact]
    public void The_library_that_decodes_images_is_known_to_the_catalog_alone() =>
        Assert.Equal(["Catalog"], Repository.Projects.Where(project => AllReferences(project).Contains("SkiaSharp")));

    [Fact]
    public void The_demo_catalog_references_nothing_of_ours() => Assert.Empty(References("Demo"));

    [Fact]
    public void The_audit_references_services_and_no_simulators() =>
        Assert.Empty(References("Audit").Except(Below("src/Services/").Where(project => project != "Simulators")).Except(Base));

    [Fact]
    public void Only_the_program_references_web_applications() => Assert.All(
        Repository.Projects.Where(project => project != "Cartwright"), project => Assert.Empty(References(project).Intersect(Below("src/Web/"))));
}

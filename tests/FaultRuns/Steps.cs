using Cartwright.Platform.Faults;

namespace Cartwright.Faults;

/// <summary>Which service can die at which step.</summary>
internal static class Steps
{
    static readonly string[] Handling = ["orders", "inventory", "payments", "notifications", "carts", "catalog", "recommendations", "webhooks", "shipping"];
    static readonly string[] Publishing = ["orders", "inventory", "payments", "catalog", "shipping"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<(string Service, Step Step)> All { get; } =
    [
        .. from service in Handling
           from step in new[] { Step.BeforeCommit, Step.AfterCommit, Step.BeforeHandling, Step.BeforeAcknowledging, Step.AfterAcknowledging }
           select (service, step),
        .. from service in Publishing
           from step in new[] { Step.BeforePublish, Step.BeforeConfirm, Step.AfterConfirm, Step.AfterPublish }
           select (service, step),
        ("payments", Step.BeforeProviderCall),
        ("payments", Step.AfterProviderCall),
    ];

    /// <summary>One step of each service of <see cref="Essential"/>.</summary>
    public static IReadOnlyList<(string Service, Step Step)> Some(Random random) =>
        [.. Essential.GroupBy(step => step.Service).SelectMany(steps => steps.OrderBy(_ => random.Next()).Take(1))];

    /// <summary>Each step once.</summary>
    static IReadOnlyList<(string Service, Step Step)> Essential { get; } =
    [
        ("orders", Step.BeforeCommit),
        ("orders", Step.AfterCommit),
        ("inventory", Step.BeforeHandling),
        ("inventory", Step.BeforeAcknowledging),
        ("inventory", Step.AfterAcknowledging),
        ("orders", Step.BeforePublish),
        ("orders", Step.BeforeConfirm),
        ("payments", Step.AfterConfirm),
        ("payments", Step.AfterPublish),
        ("payments", Step.BeforeProviderCall),
        ("payments", Step.AfterProviderCall),
    ];
}

using System.Text.RegularExpressions;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Security;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace Cartwright.Gateway;

/// <summary>Maps paths to services.</summary>
internal static partial class Routes
{
    static readonly (string Path, string Service)[] Table =
    [
        ("/.well-known/{**rest}", "accounts"),
        ("/api/auth/{**rest}", "accounts"),
        ("/api/profile/{**rest}", "accounts"),
        ("/api/users/{**rest}", "accounts"),
        ("/api/customers/{**rest}", "accounts"),
        ("/api/products/{**rest}", "catalog"),
        ("/api/cart/{**rest}", "carts"),
        ("/api/orders/{**rest}", "orders"),
        ("/api/returns/{**rest}", "orders"),
        ("/api/inventory/{**rest}", "inventory"),
        ("/api/payments/{**rest}", "payments"),
        ("/api/shipments/{**rest}", "shipping"),
        ("/api/shipping/{**rest}", "shipping"),
        ("/api/notifications/{**rest}", "notifications"),
        ("/api/recommendations/{**rest}", "recommendations"),
        ("/api/imports/{**rest}", "imports"),
        ("/api/webhooks/{**rest}", "webhooks"),
    ];

    // Limits of bodies that are not the usual one, in bytes. The gateway must know them, smaller ones too: a service that closes the connection during a body
    // looks like one that is down.
    static readonly (string Path, string Service, long BodyMax)[] Limited =
    [
        ("/api/products/batch", "catalog", 8 * 1024 * 1024),
        ("/api/products/images", "catalog", 8 * 1024 * 1024),
        ("/api/products/feeds/{code}/runs", "catalog", 1024 * 1024 * 1024),
        ("/api/payments/webhooks/stripe", "payments", 256 * 1024),
    ];

    static readonly (string Path, string Service, string Target)[] Rewritten =
    [
        ("/api/users/{userId:guid}/orders", "orders", "/api/orders/user/{userId}"),
    ];

    const string OperatorPrefix = "/admin/";

    /// <summary>The routes to all known services.</summary>
    public static IReadOnlyList<RouteConfig> Of(ServiceAddresses addresses) =>
    [
        .. Table.Where(r => Known(addresses, r.Service)).Select(r => Route(r.Path, r.Service, r.Path)),
        .. Limited.Where(r => Known(addresses, r.Service)).Select(r => Route(r.Path, r.Service, r.Path) with { MaxRequestBodySize = r.BodyMax }),
        .. Rewritten.Where(r => Known(addresses, r.Service)).Select(r => Route(r.Path, r.Service, r.Path, r.Target)),
        .. Services(addresses).Select(s => Route($"admin-{s}", s, OperatorPath(s, "/admin/{**rest}"), "/admin/{**rest}") with
        {
            AuthorizationPolicy = Policies.Of(Permission.OperateSystem),
        }),
        // Pages come last: the storefront gets all other paths.
        .. Known(addresses, "storefront") ? [Route("pages", "storefront", "/{**rest}") with { Order = int.MaxValue }] : Array.Empty<RouteConfig>(),
    ];

    /// <summary>The instances of the services, with load balancing and health checks.</summary>
    /// <param name="addresses">Where they are.</param>
    /// <param name="answerTimeout">How long one may be silent in an answer.</param>
    public static IReadOnlyList<ClusterConfig> Clusters(ServiceAddresses addresses, TimeSpan answerTimeout) =>
    [
        .. addresses.Names.Where(name => name != "gateway" && Known(addresses, name)).Select(name => new ClusterConfig
        {
            ClusterId = name,
            LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
            Destinations = addresses.Of(name).ToDictionary(a => a.Authority, a => new DestinationConfig { Address = a.ToString() }),
            HttpRequest = new() { ActivityTimeout = answerTimeout },
            HealthCheck = new()
            {
                Passive = new() { Enabled = true, Policy = RefusalPolicy.PolicyName },
                Active = new() { Enabled = addresses.Of(name).Count > 1, Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(1), Path = "/health/ready" },
                AvailableDestinationsPolicy = "HealthyOrPanic",
            },
            // A draining instance leaves the rotation at its first failed check.
            Metadata = new Dictionary<string, string> { [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "1" },
        }),
    ];

    /// <summary>The services with an HTTP API, sorted by name.</summary>
    public static IEnumerable<string> Services(ServiceAddresses addresses) =>
        addresses.Names.Where(name => name is not ("gateway" or "storefront") && Known(addresses, name)).Order(StringComparer.Ordinal);

    /// <summary>Whether a path of a service is for operators, whom the gateway lets through to each service.</summary>
    public static bool IsForOperators(string path) => path.StartsWith(OperatorPrefix, StringComparison.Ordinal);

    /// <summary>Where operators find such a path.</summary>
    public static string OperatorPath(string service, string path) => $"/api/admin/{service}/{path[OperatorPrefix.Length..]}";

    /// <summary>Where clients find a path of a service; null where the gateway does not route to it.</summary>
    public static string? PublicPath(string service, string path) =>
        Rewritten.FirstOrDefault(r => r.Service == service && r.Target == path) is { Path: { } published }
            ? Constraint().Replace(published, "}")
            : Table.Any(r => r.Service == service && $"{path}/".StartsWith(r.Path[..r.Path.IndexOf('{', StringComparison.Ordinal)], StringComparison.Ordinal))
                ? path
                : null;

    static bool Known(ServiceAddresses addresses, string service) => addresses.Of(service).Count > 0;

    static RouteConfig Route(string id, string service, string path, string? target = null) => new()
    {
        RouteId = id,
        ClusterId = service,
        Match = new() { Path = path },
        AuthorizationPolicy = "anonymous",
        Transforms = target is null ? null : [new Dictionary<string, string> { ["PathPattern"] = target }],
    };

    [GeneratedRegex(":[a-z]+}")]
    private static partial Regex Constraint();
}

using Cartwright.Platform.Hosting;
using Cartwright.Platform.Http;
using Microsoft.Extensions.Options;

namespace Cartwright.Gateway;

/// <summary>The single entry point: verifies tokens, limits rates and sizes, and forwards requests to the services.</summary>
public sealed class GatewayService : IService
{
    /// <inheritdoc/>
    public string Name => "gateway";

    /// <inheritdoc/>
    public void Configure(ServiceSetup setup)
    {
        setup.UseJson(GatewayJson.Default);
        setup.UseOptions<GatewayOptions>("Gateway");
        // Validation of annotations is not recursive.
        setup.UseOptions<RateLimitOptions>("Gateway:RateLimit");
        setup.Services.AddHttpClient("health").RemoveAllLoggers();
        setup.Services.AddHttpClient(ShopDocument.Client).RemoveAllLoggers();
        setup.Services.AddSingleton<ShopDocument>();
        setup.Call("catalog");
        setup.Services.AddSingleton<PublicCache>();
        setup.Listen(
            "catalog",
            static (services, envelope) => services.GetRequiredService<PublicCache>().Drop(envelope),
            static services => services.GetRequiredService<PublicCache>().Clear());
        setup.Services.AddRateLimiter(_ => { });
        setup.Services.AddSingleton<RateLimits>();
        Compression.Add(setup.Services);

        var options = setup.ReadOptions<GatewayOptions>("Gateway");
        setup.Services.Configure<ForwardedHeadersOptions>(forwarded => ForwardedRequests.TrustOnly(forwarded, options.TrustedProxies));
        setup.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. options.CorsOrigins])
            .AllowAnyHeader()
            .WithMethods("GET", "HEAD", "POST", "PUT", "DELETE")
            .WithExposedHeaders("ETag", "Location", "Retry-After", "X-Cart-Id")));
        if (options.RequestLog)
        {
            var folder = Path.Combine(setup.DataFolder, "logs");
            setup.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<RequestLog>(services, folder));
            setup.Services.AddHostedService(services => services.GetRequiredService<RequestLog>());
        }

        var proxy = setup.Services.AddReverseProxy()
            .ConfigureHttpClient((_, handler) => handler.ConnectTimeout = options.ConnectTimeout)
            .AddTransforms(EventStreams.EndWithGateway);
        proxy.Services.AddSingleton<Yarp.ReverseProxy.Health.IPassiveHealthCheckPolicy, RefusalPolicy>();
        proxy.Services.AddSingleton<Yarp.ReverseProxy.Configuration.IProxyConfigProvider>(services =>
        {
            var addresses = services.GetRequiredService<ServiceAddresses>();
            return new Yarp.ReverseProxy.Configuration.InMemoryConfigProvider(Routes.Of(addresses), Routes.Clusters(addresses, options.AnswerTimeout));
        });
    }

    /// <inheritdoc/>
    public void UseBeforeAuthentication(WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.RequestLog)
        {
            RequestLog.Use(app);
        }

        Compression.Use(app);
        SecurityHeaders.Use(app);
        // Every request counts against the limit of its address, whatever else it is rejected for. CORS answers preflights itself, so they are limited before
        // it. All other requests are limited after it, so that a script of another site can read the 429.
        var limits = app.Services.GetRequiredService<RateLimits>();
        app.UseWhen(static context => HttpMethods.IsOptions(context.Request.Method), preflights => preflights.UseRateLimiter(limits.PerAddress));
        app.UseCors();
        app.UseWhen(static context => !HttpMethods.IsOptions(context.Request.Method), others => others.UseRateLimiter(limits.PerAddress));
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        app.UseRateLimiter(app.Services.GetRequiredService<RateLimits>().PerUser);
        // An invalid token is rejected even on public paths.
        app.Use(static (context, next) => context.Request.Headers.Authorization.Count > 0 && context.User.Identity is not { IsAuthenticated: true }
            ? Problems.Unauthorized("The access token is not valid.").ExecuteAsync(context)
            : next(context));
        PublicCache.Use(app);

        app.MapGet("/health", GetHealth.HandleAsync).AllowAnonymous();
        app.MapGet(GetDocument.Path, GetDocument.HandleAsync).AllowAnonymous();
        // Not MapFallback: a generated fallback with a pattern matches every path that is not a file, also those of the storefront.
        app.Map("/api/{**rest}", () => Problems.NotFound("path")).AllowAnonymous();
        app.UseSwaggerUI(docs =>
        {
            docs.RoutePrefix = "docs";
            docs.DocumentTitle = "Cartwright API";
            docs.SwaggerEndpoint(GetDocument.Path, "Cartwright");
        });
        app.MapReverseProxy(static proxy =>
        {
            proxy.Use(HeadRequests.Forward);
            proxy.Use(RetryOnAnotherInstance.TryAsync);
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
    }
}

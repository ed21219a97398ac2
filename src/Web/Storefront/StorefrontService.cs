using System.Text.Unicode;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Security;
using Cartwright.Storefront.Api;
using Cartwright.Storefront.Search;
using Cartwright.Storefront.Sessions;
using Cartwright.Storefront.Shop;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;

namespace Cartwright.Storefront;

/// <summary>The customers' web pages: rendered on the server, useful without a script, better with it.</summary>
public sealed class StorefrontService : IService
{
    /// <inheritdoc/>
    public string Name => "storefront";

    /// <inheritdoc/>
    public void Configure(ServiceSetup setup)
    {
        setup.Call("catalog");
        setup.Call("carts");
        setup.Call("orders");
        setup.Call("notifications");
        setup.Call("shipping", call =>
        {
            call.AttemptTimeout = call.TotalTimeout = ShipmentsApi.Patience;
            call.RetriesMax = 0;
        });
        setup.Call("recommendations", call =>
        {
            call.AttemptTimeout = call.TotalTimeout = RecommendationsApi.Patience;
            call.RetriesMax = 0;
        });

        setup.UseOptions<StorefrontOptions>("Storefront");

        var services = setup.Services;
        var folder = setup.DataFolder;
        services.AddHttpContextAccessor();
        // Pages are UTF-8: a euro sign needs no escape.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new(UnicodeRanges.All));
        services.AddRazorComponents();
        services.AddScoped<Visitor>();
        services.AddScoped<Notices>();
        services.AddScoped<SignIn>();
        services.AddScoped<SignOut>();
        services.AddScoped<AccountsApi>();
        services.AddScoped<CartsApi>();
        services.AddScoped<OrdersApi>();
        services.AddScoped<ReturnsApi>();
        services.AddScoped<NotificationsApi>();
        services.AddScoped<ShipmentsApi>();
        services.AddScoped<RecommendationChoiceApi>();
        services.AddSingleton<CatalogApi>();
        services.AddSingleton<RecommendationsApi>();
        services.AddSingleton<Departments>();
        services.AddSingleton<ShopAddress>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<PageList>(provider, folder));
        AddSessions(setup);
        AddErrorPages(services);

        // Finds the style sheets and scripts of a build that was not published; a published one has them beside it.
        setup.Builder.WebHost.UseStaticWebAssets();
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseStatusCodePagesWithReExecute("/status", createScopeForStatusCodePages: true);
        app.UseMiddleware<StatusPageRequests>();
        app.UseMiddleware<EndedSessions>();
        app.UseAntiforgery();
        app.UseMiddleware<ExpiredForms>();

        app.MapStaticAssets();
        app.MapRazorComponents<App>().WithStaticAssets();
        CartActions.Map(app);
        AccountActions.Map(app);
        ProductImages.Map(app);
        SiteFiles.Map(app);
        SiteMap.Map(app);
    }

    static void AddSessions(ServiceSetup setup)
    {
        var services = setup.Services;
        services.AddSingleton<RecentRefreshes>();
        services.AddScoped<RefreshSession>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "cartwright_session";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            cookie.LoginPath = "/login";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.EventsType = typeof(RefreshSession);
        });

        // A shop is open to everybody; the pages that need a customer say so.
        services.Configure<AuthorizationOptions>(options => options.FallbackPolicy = null);
        services.Configure<AntiforgeryOptions>(options =>
        {
            options.Cookie.Name = "cartwright_antiforgery";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });

        services.AddDataProtection().SetApplicationName("cartwright-storefront").DisableAutomaticKeyGeneration();
        services.AddOptions<KeyManagementOptions>().Configure<SystemSecret>((options, secret) => options.XmlRepository = new SystemKeys(secret));
    }

    static void AddErrorPages(IServiceCollection services)
    {
        // People get a page where programs get problem details.
        services.RemoveAll<IExceptionHandler>();
        services.Configure<ExceptionHandlerOptions>(options =>
        {
            options.ExceptionHandlingPath = "/status";
            options.CreateScopeForErrors = true;
            options.StatusCodeSelector = error => error switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                ServiceUnavailableException => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status500InternalServerError,
            };
        });
    }
}

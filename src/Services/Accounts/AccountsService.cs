using Cartwright.Platform.Hosting;
using Cartwright.Platform.Security;
using Microsoft.Extensions.Options;

namespace Cartwright.Accounts;

/// <summary>Users, their addresses and sessions, and the keys that sign their tokens.</summary>
public sealed class AccountsService : IService
{
    /// <inheritdoc/>
    public string Name => "accounts";

    /// <inheritdoc/>
    public void Configure(ServiceSetup setup)
    {
        setup.UseDatabase();
        setup.UseJson(AccountsJson.Default);
        setup.UseOptions<AccountsOptions>("Accounts");
        setup.UseOptions<AdminOptions>(AdminOptions.Section);
        setup.Services.AddValidation();
        Array.ForEach(OtherServicesData.Services, service => setup.Call(service));

        setup.Services.AddSingleton<PasswordHashing>();
        setup.Services.AddSingleton<FailedLogins>();
        setup.Services.AddSingleton<PasswordConfirmation>();
        setup.Services.AddSingleton<OrdersClient>();
        setup.Services.AddSingleton<OwnData>();
        setup.Services.AddSingleton<OtherServicesData>();
        setup.Services.AddSingleton<AddressLimits>();
        setup.Services.AddSingleton<PasswordResetToken>();
        setup.Services.AddSingleton<PasswordResets>();
        setup.Services.AddHostedService(services => services.GetRequiredService<PasswordResets>());
        setup.Services.AddSingleton<AccessTokens>();
        setup.Services.AddSingleton<SessionTokens>();
        var dataFolder = setup.DataFolder;
        setup.Services.AddSingleton(services => new KeySecret(
            services.GetRequiredService<IOptions<AccountsOptions>>(), services.GetRequiredService<SystemSecret>(), dataFolder));

        setup.Services.AddHostedService<FirstKey>();
        setup.Services.AddHostedService<FirstAdministrator>();
        setup.Every<KeyRing>(KeySchedule.ReloadLag / 2);
        setup.Every<PurgeExpired>(TimeSpan.FromHours(1));
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        app.MapPost("/api/auth/register", RegisterUser.HandleAsync).AllowAnonymous()
            .Produces<UserResponse>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        app.MapPost("/api/auth/login", LogIn.HandleAsync).AllowAnonymous()
            .Produces<TokenResponse>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        app.MapPost("/api/auth/refresh", RefreshSession.HandleAsync).AllowAnonymous();
        app.MapPost("/api/auth/logout", LogOut.HandleAsync).AllowAnonymous();
        app.MapPost("/api/auth/logout/all", EndAllSessions.HandleAsync);
        app.MapGet(EndedSessionListResponse.Path, ListEndedSessions.HandleAsync).RequireAuthorization(Policies.Service).ExcludeFromDescription();
        app.MapPost("/api/auth/password", ChangePassword.HandleAsync)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        app.MapPost("/api/auth/password/forgotten", RequestPasswordReset.HandleAsync).AllowAnonymous()
            .Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        app.MapPost("/api/auth/password/reset", ResetPassword.HandleAsync).AllowAnonymous()
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        app.MapGet("/.well-known/jwks.json", GetKeys.HandleAsync).AllowAnonymous();
        app.MapPost("/api/auth/keys/rotate", RotateKey.HandleAsync).RequirePermission(Permission.OperateSystem);

        app.MapGet("/api/profile", GetUser.HandleOwnAsync);
        app.MapGet("/api/users/{id:guid}", GetUser.HandleAsync);
        app.MapPut("/api/users/{id:guid}", EditUser.HandleAsync);
        app.MapPost("/api/users/{id:guid}/deactivate", DeactivateUser.HandleAsync);
        app.MapGet("/api/users/{id:guid}/export", ExportUser.HandleAsync)
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        app.MapPost("/api/users/{id:guid}/erase", EraseUser.HandleAsync)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        app.MapGet("/api/users/{id:guid}/addresses", ListAddresses.HandleAsync);
        app.MapPost("/api/users/{id:guid}/addresses", AddAddress.HandleAsync);
        app.MapPut("/api/users/{id:guid}/addresses/{addressId:guid}", ChangeAddress.HandleAsync);
        app.MapDelete("/api/users/{id:guid}/addresses/{addressId:guid}", RemoveAddress.HandleAsync);

        app.MapPost("/api/customers", CreateCustomer.HandleAsync).RequirePermission(Permission.ManageCustomers);
        app.MapGet("/api/customers", ListCustomers.HandleAsync).RequirePermission(Permission.ReadCustomers);
        app.MapGet("/api/customers/{id:guid}", GetCustomer.HandleAsync);
    }
}

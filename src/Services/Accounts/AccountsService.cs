using System.Text.Json;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.OpenApi;
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
        app.MapPost("/api/auth/register", RegisterUser.HandleAsync)
            .Describe("registerUser", "Creates an account for a visitor.").WithLocation().AllowAnonymous()
            .Produces<UserResponse>(StatusCodes.Status201Created).WithETag().MayConflict();
        app.MapPost("/api/auth/login", LogIn.HandleAsync)
            .Describe("logIn", "Signs a user in.").AllowAnonymous()
            .Produces<TokenResponse>();
        app.MapPost("/api/auth/refresh", RefreshSession.HandleAsync)
            .Describe("refreshSession", "Changes a refresh token for a new pair of tokens.").AllowAnonymous();
        app.MapPost("/api/auth/logout", LogOut.HandleAsync)
            .Describe("logOut", "Ends the session of a refresh token.").AllowAnonymous();
        app.MapPost("/api/auth/logout/all", EndAllSessions.HandleAsync)
            .Describe("endAllSessions", "Ends all sessions of the caller.");
        app.MapGet(EndedSessionListResponse.Path, ListEndedSessions.HandleAsync).RequireAuthorization(Policies.Service).ExcludeFromDescription();
        app.MapPost("/api/auth/password", ChangePassword.HandleAsync)
            .Describe("changePassword", "Changes the password of the caller and ends all other sessions.")
            .Produces(StatusCodes.Status204NoContent);
        app.MapPost("/api/auth/password/forgotten", RequestPasswordReset.HandleAsync)
            .Describe("requestPasswordReset", "Sends a mail with which the owner of an account sets a new password.").AllowAnonymous()
            .Produces(StatusCodes.Status202Accepted);
        app.MapPost("/api/auth/password/reset", ResetPassword.HandleAsync)
            .Describe("resetPassword", "Sets a new password by the token of a mail.").AllowAnonymous()
            .Produces(StatusCodes.Status204NoContent);
        app.MapGet("/.well-known/jwks.json", GetKeys.HandleAsync)
            .Describe("getKeys", "Shows the keys that verify access tokens (RFC 7517).").AllowAnonymous();
        app.MapPost("/api/auth/keys/rotate", RotateKey.HandleAsync)
            .Describe("rotateKey", "Replaces the key that signs access tokens.").MayConflict().RequirePermission(Permission.OperateSystem);

        app.MapGet("/api/profile", GetUser.HandleOwnAsync)
            .Describe("getProfile", "Shows the account of the caller.").WithConditionalRead();
        app.MapGet("/api/users/{id:guid}", GetUser.HandleAsync)
            .Describe("getUser", "Shows an account.").WithConditionalRead();
        app.MapPut("/api/users/{id:guid}", EditUser.HandleAsync)
            .Describe("editUser", "Changes an account.").NeedsIfMatch().WithETag().MayConflict();
        app.MapPost("/api/users/{id:guid}/deactivate", DeactivateUser.HandleAsync)
            .Describe("deactivateUser", "Closes an account and ends its sessions.").WithETag().MayConflict();
        app.MapGet("/api/users/{id:guid}/export", ExportUser.HandleAsync)
            .Describe("exportUser", "Shows everything that the shop holds about an account.").Produces<JsonElement>();
        app.MapPost("/api/users/{id:guid}/erase", EraseUser.HandleAsync)
            .Describe("eraseUser", "Deletes an account and the personal data of its orders.").MayConflict().Produces(StatusCodes.Status204NoContent);
        app.MapGet("/api/users/{id:guid}/addresses", ListAddresses.HandleAsync)
            .Describe("listAddresses", "Lists the address book of a user.");
        app.MapPost("/api/users/{id:guid}/addresses", AddAddress.HandleAsync)
            .Describe("addAddress", "Adds an address to the address book.").WithLocation().WithETag().MayConflict();
        app.MapGet("/api/users/{id:guid}/addresses/{addressId:guid}", GetAddress.HandleAsync)
            .Describe("getAddress", "Shows an address of the address book.").WithConditionalRead();
        app.MapPut("/api/users/{id:guid}/addresses/{addressId:guid}", ChangeAddress.HandleAsync)
            .Describe("changeAddress", "Replaces an address of the address book.").NeedsIfMatch().WithETag();
        app.MapDelete("/api/users/{id:guid}/addresses/{addressId:guid}", RemoveAddress.HandleAsync)
            .Describe("removeAddress", "Removes an address from the address book.").NeedsIfMatch();

        app.MapPost("/api/customers", CreateCustomer.HandleAsync)
            .Describe("createCustomer", "Creates an account for a customer.")
            .WithLocation().WithETag().MayConflict().RequirePermission(Permission.ManageCustomers);
        app.MapGet("/api/customers", ListCustomers.HandleAsync)
            .Describe("listCustomers", "Lists and searches customers.").RequirePermission(Permission.ReadCustomers);
        app.MapGet("/api/customers/{id:guid}", GetCustomer.HandleAsync)
            .Describe("getCustomer", "Shows a customer.").WithETag();
    }
}

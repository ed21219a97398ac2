using System.Net;
using Cartwright.Platform.Data;
using Cartwright.Platform.Security;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cartwright.Accounts;

/// <summary>Creates the first administrator from the settings before the service accepts requests.</summary>
internal sealed class FirstAdministrator(
    Database database, PasswordHashing passwords, IOptions<AdminOptions> options, TimeProvider time, ILogger<FirstAdministrator> logger) : IHostedService
{
    const string Exists = "select exists (select from users where 'admin' = any(roles))";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await database.QuerySingleOrDefaultAsync<bool>(Exists, null, cancellationToken))
        {
            return;
        }

        var admin = options.Value;
        if (string.IsNullOrEmpty(admin.Email) || string.IsNullOrEmpty(admin.Password))
        {
            logger.NoAdministrator();
            return;
        }

        var request = Check(new RegisterUserRequest(admin.Username, admin.Email, admin.Password));
        var hash = await passwords.HashAsync(request.Password, IPAddress.Loopback, cancellationToken);
        await using var work = await database.BeginAsync(cancellationToken);
        // Only one of several starting instances creates the account.
        await work.ExecuteAsync("lock table users in share row exclusive mode", null, cancellationToken);
        if (await work.QuerySingleOrDefaultAsync<bool>(Exists, null, cancellationToken))
        {
            return;
        }

        try
        {
            await NewUser.InsertAsync(work, request, Roles.Admin, hash, time.GetUtcNow(), cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
        catch (PostgresException error) when (UniqueNames.IsTaken(error))
        {
            throw new InvalidOperationException(
                "The first administrator cannot be made: a customer has Admin:Email or Admin:Username already. Set another one.", error);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    static RegisterUserRequest Check(RegisterUserRequest request) =>
        !FieldRules.IsUsername(request.Username) ? throw Wrong(nameof(AdminOptions.Username), "is not a username")
        : !FieldRules.IsEmail(request.Email) ? throw Wrong(nameof(AdminOptions.Email), "is not an address for mail")
        : !PasswordText.IsChoosable(request.Password) ? throw Wrong(nameof(AdminOptions.Password), "must have 8 to 128 characters, without control characters")
        : request;

    static InvalidOperationException Wrong(string setting, string why) => new($"The setting Admin:{setting} {why}.");
}

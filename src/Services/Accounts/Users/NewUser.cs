using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Accounts;

/// <summary>Writes a new account and its event, for a visitor, an administrator or the first start.</summary>
internal static class NewUser
{
    /// <summary>The caller commits. A taken name throws a unique violation; see <see cref="UniqueNames"/>.</summary>
    public static async Task<UserResponse> InsertAsync(
        UnitOfWork work, RegisterUserRequest request, string role, string passwordHash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var user = new UserResponse(
            Guid.CreateVersion7(now), FieldRules.Name(request.Username), FieldRules.Name(request.Email),
            FieldRules.NullIfEmpty(request.FirstName), FieldRules.NullIfEmpty(request.LastName), FieldRules.NullIfEmpty(request.Phone),
            request.Address is null ? [] : [request.Address.ToAddress(Guid.CreateVersion7(now), isDefault: true)],
            [role], Active: true, now, Version: 1);

        await work.ExecuteAsync(
            """
            insert into users (id, username, username_key, email, email_key, password_hash, first_name, last_name, phone, roles, created_at)
            values (@Id, @Username, @UsernameKey, @Email, @EmailKey, @PasswordHash, @FirstName, @LastName, @Phone, @Roles, @CreatedAt)
            """,
            new
            {
                user.Id,
                user.Username,
                UsernameKey = FieldRules.Key(user.Username),
                user.Email,
                EmailKey = FieldRules.Key(user.Email),
                PasswordHash = passwordHash,
                user.FirstName,
                user.LastName,
                user.Phone,
                Roles = new[] { role },
                user.CreatedAt,
            },
            cancellationToken);
        if (user.Addresses is [var address])
        {
            await address.InsertAsync(work, user.Id, cancellationToken);
            user = user with { Addresses = [address.Of(PersonName.Of(user.FirstName, user.LastName))] };
        }

        work.Publish(new UserCreated(user.Id, user.Username, user.Email, user.FirstName, user.LastName, user.Phone, user.Roles));
        return user;
    }
}

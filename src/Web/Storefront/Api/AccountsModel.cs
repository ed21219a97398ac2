using System.Diagnostics.CodeAnalysis;
using Cartwright.Contracts;

namespace Cartwright.Storefront.Api;

/// <summary>What an account knows about its customer.</summary>
/// <param name="Id">The account.</param>
/// <param name="Username">Name to sign in with.</param>
/// <param name="Email">Where messages go.</param>
/// <param name="FirstName">Given name.</param>
/// <param name="LastName">Family name.</param>
/// <param name="Phone">Telephone number.</param>
/// <param name="Addresses">Where things can be sent.</param>
/// <param name="Version">Rises with every change.</param>
public sealed record Profile(
    Guid Id,
    string Username,
    string Email,
    string? FirstName,
    string? LastName,
    string? Phone,
    IReadOnlyList<SavedAddress>? Addresses,
    int Version)
{
    /// <summary>Given and family name; null when the account has none.</summary>
    public string? FullName => PersonName.Of(FirstName, LastName);
}

/// <summary>An address in a customer's address book.</summary>
public sealed record SavedAddress : PostalAddress
{
    /// <summary>The entry.</summary>
    public Guid Id { get; init; }

    /// <summary>What the customer calls it.</summary>
    public string? Label { get; init; }

    /// <summary>Whether it is the one to propose.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Rises with every change.</summary>
    public int Version { get; init; }
}

/// <summary>The tokens of a session.</summary>
/// <param name="AccessToken">Proves to services who the customer is, for a short time.</param>
/// <param name="RefreshToken">Buys the next pair of tokens, once.</param>
/// <param name="ExpiresIn">Seconds that the access token lasts.</param>
public sealed record Tokens(string AccessToken, string RefreshToken, int ExpiresIn);

/// <summary>Opens an account.</summary>
/// <param name="Username">Name to sign in with.</param>
/// <param name="Email">Where messages go.</param>
/// <param name="Password">The password.</param>
/// <param name="FirstName">Given name.</param>
/// <param name="LastName">Family name.</param>
public sealed record RegisterRequest(string Username, string Email, string Password, string? FirstName, string? LastName);

/// <summary>Signs in, by one of the two names.</summary>
/// <param name="Email">The address of the account.</param>
/// <param name="Username">Or its name.</param>
/// <param name="Password">The password.</param>
public sealed record LoginRequest(string? Email, string? Username, string Password);

/// <summary>Names a session by its refresh token.</summary>
/// <param name="RefreshToken">The token.</param>
public sealed record RefreshRequest(string RefreshToken);

/// <summary>Changes the password.</summary>
/// <param name="CurrentPassword">The password so far.</param>
/// <param name="NewPassword">The one from now on.</param>
public sealed record ChangePasswordRequest(string CurrentPassword, string NewPassword);

/// <summary>Confirms that the account shall be erased.</summary>
/// <param name="Password">The customer's password.</param>
public sealed record EraseRequest(string Password);

/// <summary>Everything that the shop holds about a customer.</summary>
/// <param name="Content">The document.</param>
/// <param name="FileName">The name for a file of it.</param>
public sealed record AccountExport(Stream Content, string FileName);

/// <summary>Asks for a mail to replace a forgotten password.</summary>
/// <param name="Email">The address of the account.</param>
public sealed record PasswordResetRequest(string Email);

/// <summary>Replaces a forgotten password.</summary>
/// <param name="Token">The token from the mail.</param>
/// <param name="NewPassword">The password from now on.</param>
public sealed record NewPasswordRequest(string Token, string NewPassword);

/// <summary>Changes an account.</summary>
/// <param name="FirstName">Given name.</param>
/// <param name="LastName">Family name.</param>
/// <param name="Phone">Telephone number.</param>
/// <param name="Email">Where messages go.</param>
public sealed record ProfileRequest(string? FirstName, string? LastName, string? Phone, string? Email);

/// <summary>Adds an address to the address book, or replaces one.</summary>
public sealed record AddressRequest : PostalAddress
{
    /// <summary>Saves this address.</summary>
    [SetsRequiredMembers]
    public AddressRequest(PostalAddress address) : base(address)
    {
    }

    /// <summary>What the customer calls it.</summary>
    public string? Label { get; init; }

    /// <summary>Whether to propose it from now on.</summary>
    public bool IsDefault { get; init; }
}

using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;

namespace Cartwright.Unit.Contracts;

public sealed class PostalAddressTests
{
    static readonly PostalAddress Berlin = new() { Street = "Main Street 1", City = "Berlin", ZipCode = "10115", Country = "DE" };

    [Theory]
    [InlineData("DE", "10115", null)]
    [InlineData("DE", null, "An address in Germany needs a postal code.")]
    [InlineData("DE", " ", "An address in Germany needs a postal code.")]
    [InlineData("DE", "1", "This is no postal code of Germany.")]
    [InlineData("HK", null, null)]
    [InlineData("IE", "", null)]
    [InlineData("IE", "?", "This is no postal code of Ireland.")]
    public void The_country_decides_about_the_postal_code(string country, string? zipCode, string? message)
    {
        var results = new List<ValidationResult>();
        var address = Berlin with { Country = country, ZipCode = zipCode };

        Assert.Equal(message is null, Validator.TryValidateObject(address, new ValidationContext(address), results, validateAllProperties: true));

        Assert.Equal(message is null ? [] : [("ZipCode", message)], results.Select(r => (r.MemberNames.Single(), r.ErrorMessage!)));
    }

    [Fact]
    public void An_address_is_kept_without_spaces_around_its_texts_and_with_the_code_of_its_country_in_capital_letters() => Assert.Equal(
        Berlin with { State = "", Recipient = "Ada", Street2 = "Floor 3" },
        new PostalAddress
        {
            Recipient = " Ada ", Company = " ", Street = " Main Street 1", Street2 = "Floor 3 ", City = "Berlin ", State = null, ZipCode = " 10115 ", Country = "de", Phone = "",
        }.Normalized());

    [Theory]
    [InlineData("+49 (0)30 12345-6", true)]
    [InlineData("(030) 123456", true)]
    [InlineData("", true)]
    [InlineData("12", false)]
    [InlineData("+", false)]
    [InlineData("-123", false)]
    [InlineData("123 abc", false)]
    [InlineData("12345678901234567890123456789012", false)]
    public void A_telephone_number_has_digits_and_separators(string text, bool expected) => Assert.Equal(expected, new PhoneNumberAttribute().IsValid(text));
}

using System.Text.RegularExpressions;
using Cartwright.Contracts;

namespace Cartwright.Unit.Contracts;

/// <summary>What is erased from stored events is what the contracts mark.</summary>
public sealed partial class PersonalMemberTests
{
    [Fact]
    public void The_members_of_the_parts_of_an_event_are_found_and_the_country_stays() => Assert.Equal(
        ["shippingAddress.street", "shippingAddress.city", "shippingAddress.state", "shippingAddress.zipCode", "shippingAddress.recipient?",
        "shippingAddress.company?", "shippingAddress.street2?", "shippingAddress.phone?"],
        Members("order.created"));

    [Fact]
    public void A_member_that_may_be_null_becomes_null() =>
        Assert.Equal(["username", "email", "firstName?", "lastName?", "phone?"], Members("user.created"));

    [Fact]
    public void No_event_has_a_member_that_sounds_personal_and_is_not_marked() => Assert.All(EventCatalog.ByName.Values, type => Assert.Empty(
        from member in type.Type.GetProperties()
        where Personal().IsMatch(member.Name) && !member.IsDefined(typeof(PersonalAttribute), false)
        select $"{type.Name}: {member.Name}"));

    [GeneratedRegex("^(Email|Username|FirstName|LastName|Phone|Street|City|ZipCode|Recipient|Token|IpAddress)")]
    private static partial Regex Personal();

    static IEnumerable<string> Members(string name) =>
        EventCatalog.ByName[name].PersonalMembers.Select(member => string.Join('.', member.Path) + (member.IsNullable ? "?" : ""));
}

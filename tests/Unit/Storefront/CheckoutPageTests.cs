using Cartwright.Storefront.Api;
using Cartwright.Storefront.Pages;

namespace Cartwright.Unit.Storefront;

public sealed class CheckoutPageTests
{
    [Fact]
    public void An_error_in_a_saved_address_is_told_as_a_sentence_because_the_form_has_no_field_for_it()
    {
        var problem = Refused("shippingAddress.zipCode", "This is no postal code of Germany.");

        var told = CheckoutPage.OfSavedAddress(problem)!;

        Assert.Equal("We cannot send anything to this address. This is no postal code of Germany. Please choose another one.", told.Summary);
        Assert.Null(told.Errors);
    }

    [Fact]
    public void Any_other_problem_stays_as_it_is()
    {
        var problem = Refused("items[0].sku", "There is no such SKU on sale.");

        Assert.Same(problem, CheckoutPage.OfSavedAddress(problem));
        Assert.Null(CheckoutPage.OfSavedAddress(null));
    }

    static Problem Refused(string field, string message) => new(400, "Invalid", null, new Dictionary<string, string[]> { [field] = [message] });
}

using System.Reflection;
using Cartwright.Catalog;
using Cartwright.Platform.Http;

namespace Cartwright.Unit.Architecture;

/// <summary>What every request has in common.</summary>
public sealed class RequestTests
{
    // Their rules name the element.
    static readonly Type[] WithRules =
        [typeof(ProductRequest), typeof(VariantRequest), typeof(ProductOptionRequest), typeof(CreateProductsRequest), typeof(CreateCategoriesRequest)];

    /// <summary>The serializer accepts null in a list of anything; what then reads the element fails.</summary>
    [Fact]
    public void A_list_in_a_request_has_no_nulls() => Assert.Empty(
        // What the storefront has are requests that it sends.
        from entry in ServiceRegistry.All.Where(entry => entry.Name != "storefront")
        from type in entry.Create().GetType().Assembly.GetExportedTypes()
        where type.Name.EndsWith("Request", StringComparison.Ordinal) && !WithRules.Contains(type)
        from property in type.GetProperties()
        where property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            && property.GetCustomAttribute<NoNullsAttribute>() is null
        select $"{type.Name}.{property.Name}");

    [Theory]
    [InlineData(true, "a", "b")]
    [InlineData(true)]
    [InlineData(false, "a", null)]
    public void An_element_that_is_null_is_noticed(bool isValid, params string?[] elements) => Assert.Equal(isValid, new NoNullsAttribute().IsValid(elements));

    [Fact]
    public void What_is_left_out_is_no_element() => Assert.True(new NoNullsAttribute().IsValid(null));
}

using Cartwright.Catalog;

namespace Cartwright.Unit.Catalog;

public sealed class CategoryTreeTests
{
    static readonly Dictionary<string, string[]> Known = new() { ["home"] = ["home"] };

    [Fact]
    public void A_parent_may_come_after_its_children()
    {
        var (paths, problem) = CategoryTree.Place([new("floor", "Floor", "lamps"), new("lamps", "Lamps", "home"), new("shoes", "Shoes")], Known);
        Assert.Null(problem);
        Assert.Equal([["home", "lamps", "floor"], ["home", "lamps"], ["shoes"]], paths);
    }

    [Fact]
    public void A_parent_must_exist() => Assert.Equal((1, CategoryFault.NoParent), Problem(new("a", "A"), new("b", "B", "nowhere")));

    [Fact]
    public void A_circle_has_no_place() => Assert.Equal((0, CategoryFault.NoParent), Problem(new("a", "A", "b"), new("b", "B", "a")));

    [Fact]
    public void A_category_is_not_its_own_parent() => Assert.Equal((0, CategoryFault.NoParent), Problem(new CategoryRequest("a", "A", "a")));

    [Fact]
    public void A_slug_is_used_once() => Assert.Equal((1, CategoryFault.Repeated), Problem(new("a", "A"), new("a", "A")));

    [Fact]
    public void The_tree_is_bounded_in_depth()
    {
        CategoryRequest[] chain = [new("c0", "C", "home"), .. Enumerable.Range(1, CategoryTree.DepthMax).Select(i => new CategoryRequest($"c{i}", "C", $"c{i - 1}"))];
        Assert.Null(CategoryTree.Place(chain[..(CategoryTree.DepthMax - 1)], Known).Problem);
        Assert.Equal((CategoryTree.DepthMax - 1, CategoryFault.TooDeep), Problem(chain));
    }

    static (int Index, CategoryFault Fault)? Problem(params CategoryRequest[] added) => CategoryTree.Place(added, Known).Problem;
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cartwright.Inventory;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SetStockRequest))]
[JsonSerializable(typeof(SetStockBatchRequest))]
[JsonSerializable(typeof(SetStockBatchResponse))]
[JsonSerializable(typeof(StockResponse))]
[JsonSerializable(typeof(AvailabilityResponse))]
[JsonSerializable(typeof(WarehouseListResponse))]
[JsonSerializable(typeof(CatalogSkus))]
internal sealed partial class InventoryJson : JsonSerializerContext;

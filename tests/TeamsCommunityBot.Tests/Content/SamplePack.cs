using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Tests.Content;

/// <summary>A made-up pack in which nothing is wrong.</summary>
internal static class SamplePack
{
    public static string Of(params JsonObject[] items) => new JsonObject { ["items"] = new JsonArray([.. items]) }.ToJsonString();

    public static JsonObject Item(string id) => new()
    {
        ["id"] = id,
        ["kind"] = "example",
        ["phases"] = new JsonArray("bloom", "start"),
        ["roles"] = new JsonArray("verbinder", "bouwer"),
        ["nl"] = new JsonObject { ["title"] = "Samen koken", ["text"] = $"Tekst van {id}." },
        ["en"] = new JsonObject { ["title"] = "Cooking together", ["text"] = $"Text of {id}." },
        ["source"] = new JsonObject { ["name"] = "Bibliotheek Voorbeeld", ["url"] = "https://example.org/koken", ["year"] = 2024 },
        ["checked"] = "2026-11-22",
        ["licence"] = "CC-BY-4.0",
    };
}

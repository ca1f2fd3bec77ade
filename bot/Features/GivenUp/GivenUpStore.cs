using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.GivenUp;

/// <summary>On which day the administrators of an organisation heard last that work was given up.</summary>
internal sealed class GivenUpStore(ITable table)
{
    /// <summary>The job that tells the administrators; its subject is the day.</summary>
    public const string TellJob = "work.given-up";

    private static readonly TimeOnly Morning = new(9, 0);

    /// <summary>The line that tells it today.</summary>
    public static DueItem LineOf(string tenantId, DateTimeOffset at) =>
        new(tenantId, TellJob, LocalTime.DayIn(LocalTime.DefaultZone, at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), at);

    /// <summary>The line for the next morning, for what was given up on a day on which they heard of something already.</summary>
    public static DueItem NextMorning(string tenantId, DateTimeOffset now) =>
        LineOf(tenantId, LocalTime.MomentOf(LocalTime.DefaultZone, LocalTime.DayIn(LocalTime.DefaultZone, now).AddDays(1), Morning));

    /// <summary>The day; null when they never heard anything.</summary>
    public async ValueTask<DateOnly?> ToldAsync(string tenantId, CancellationToken ct) =>
        await table.FindAsync(KeyOf(tenantId), ct) is { } entry ? StoredJson.ReadOrSkip(entry, GivenUpJson.Default.GivenUpRow)?.Told : null;

    public async ValueTask TellAsync(string tenantId, DateOnly day, CancellationToken ct) =>
        await table.BatchAsync([new Change.Upsert(KeyOf(tenantId), JsonSerializer.Serialize(new GivenUpRow(1, day), GivenUpJson.Default.GivenUpRow))], ct);

    private static Key KeyOf(string tenantId) => new(Key.Join("tenant", tenantId), "given-up");
}

/// <param name="V">The row's version.</param>
internal sealed record GivenUpRow(int V, DateOnly Told);

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(GivenUpRow))]
internal sealed partial class GivenUpJson : JsonSerializerContext;

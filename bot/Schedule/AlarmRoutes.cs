namespace TeamsCommunityBot.Schedule;

/// <summary>What the engine plans when something happens in it that people must hear of; <c>Routes</c> says which job tells it.</summary>
/// <param name="GivenUp">The line after work of a tenant was given up.</param>
/// <param name="NoReadBack">The line after a channel could not be read back for want of consent.</param>
public sealed record AlarmRoutes(Func<string, DateTimeOffset, DueItem> GivenUp, Func<string, DateTimeOffset, DueItem> NoReadBack);

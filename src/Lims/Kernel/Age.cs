namespace Thrombophilia.Lims.Kernel;

/// <summary>Ages of people of whom only the year of birth is known.</summary>
static class Age
{
    /// <summary>The youngest and the oldest that the person can be on a day, in days; null where the year is unknown.</summary>
    public static (int Youngest, int Oldest)? Days(int? birthYear, DateOnly day) => birthYear is not { } year ? null
        : (Math.Max(0, day.DayNumber - new DateOnly(year, 12, 31).DayNumber), day.DayNumber - new DateOnly(year, 1, 1).DayNumber);
}

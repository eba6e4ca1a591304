using Thrombophilia.Variants.Acmg;

namespace Thrombophilia.Lims.Clinic.Evidence;

/// <summary>A criterion that is stored with a class.</summary>
/// <param name="Code">For example <c>PM2</c>.</param>
/// <param name="Strength">The strength as stored, such as <c>Supporting</c>; null for the criterion's own.</param>
public sealed record MetCriterion(string Code, string? Strength);

/// <summary>A criterion that was not evaluated.</summary>
/// <param name="Code">For example <c>PS4</c>.</param>
/// <param name="Missing">What is missing, a code of docs/reference/classes.md.</param>
public sealed record OpenCriterion(string Code, string Missing);

/// <summary>The stored column <c>criteria</c>, taken apart (docs/reference/classes.md). Criteria that are not met are not stored.</summary>
/// <param name="Met">Criteria that are met.</param>
/// <param name="Open">Criteria that were not evaluated.</param>
/// <param name="Rules">Rule set by id and version, or the list that states the class; null for none.</param>
/// <param name="Condition">The disease that the class is for; null where none is named.</param>
/// <param name="Tables">Tables that were used: kind, version and first digits of the checksum.</param>
public sealed record StoredCriteria(IReadOnlyList<MetCriterion> Met, IReadOnlyList<OpenCriterion> Open, string? Rules,
    string? Condition, IReadOnlyList<string> Tables)
{
    const string For = "@for:";

    /// <summary>Reads the column; null for an empty one.</summary>
    public static StoredCriteria? Read(string? criteria)
    {
        if (string.IsNullOrEmpty(criteria)) return null;
        var (met, open, behind) = (new List<MetCriterion>(), new List<OpenCriterion>(), new List<string>());
        string? condition = null;
        foreach (var item in criteria.Split(';', StringSplitOptions.RemoveEmptyEntries))
            if (item.StartsWith(For, StringComparison.Ordinal)) condition = item[For.Length..];
            else if (item[0] == '@') behind.Add(item[1..]);
            else if (item.Split('?') is [var codes, var missing])
                open.AddRange(codes.Split(',').Select(code => new OpenCriterion(code, missing)));
            else met.Add(item.Split('_') is [var code, var strength] ? new(code, strength) : new(item, null));
        return new(met, open, behind.Count > 0 ? behind[0] : null, condition, [.. behind.Skip(1)]);
    }
}

/// <summary>A class and what it rests on.</summary>
/// <param name="Class">Code of the class; null where there is none.</param>
/// <param name="Stored">What was stored with it; null for a class that is stated.</param>
/// <param name="Criteria">
/// Every criterion, those that are not met too; null where the rule set and the tables in force do not give what was stored, so
/// that nobody can say today what was not met then.
/// </param>
public sealed record StoredClass(string? Class, StoredCriteria? Stored, IReadOnlyList<CriterionResult>? Criteria);

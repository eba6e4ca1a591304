using System.Text.Json;
using Thrombophilia.Portal.Localization;

namespace Thrombophilia.Portal.Pages.Audit;

/// <summary>
/// Words for what the audit trail keeps under the names of the program: tables, columns and coded values. A name without
/// words is shown as it is.
/// </summary>
internal static class AuditWords
{
    // Columns whose values are codes, and the texts that word them. A table that means something else by the same column
    // stands before it.
    static readonly Dictionary<string, string> Coded = new(StringComparer.Ordinal)
    {
        ["Account.State"] = "account-state",
        ["Account.Code"] = "account-state",
        ["Account.Password"] = "account-state",
        ["Account.Roles"] = "role",
        ["ClassificationDecision.Verdict"] = "classification-verdict",
        ["Consultation.State"] = "consultation-state",
        ["ImportBatch.Kind"] = "import-kind",
        ["IntakeSample.State"] = "intake-state",
        ["LabRequest.Kind"] = "lab-request-kind",
        ["LabRequest.State"] = "lab-request-state",
        ["NoticeEnd.Way"] = "audit-notice-way",
        ["Partner.Kind"] = "partner-kind",
        ["Referral.Direction"] = "referral-way",
        ["Referral.State"] = "referral-state",
        ["ReferralEvent.State"] = "referral-state",
        ["ReportPrint.Format"] = "report-format",
        ["ReviewEvent.Kind"] = "review-event",
        ["ShippedTube.State"] = "shipped",
        ["StorageUnit.Kind"] = "storage-kind",
        ["Tube.State"] = "tube-state",
        ["VcfIntake.State"] = "intake-state",
        ["Decimals"] = "decimals",
        ["Encoding"] = "encoding",
        ["Group"] = "group",
        ["Origin"] = "origin",
        ["Scopes"] = "scope",
        ["Separator"] = "separator",
        ["Sex"] = "sex",
        ["Task"] = "task",
        ["Transplant"] = "transplant",
        ["Verdict"] = "control-verdict",
    };

    /// <summary>The kind of a record.</summary>
    public static string Entity(string entity) => Texts.Find("audit.entity." + entity) ?? entity;

    /// <summary>What a column holds.</summary>
    public static string Column(string column) => Texts.Find("audit.column." + column) ?? column;

    /// <summary>A value as people read it: a code in words, several codes as a list, a record with its columns in words.</summary>
    public static string Value(string entity, string column, string value)
    {
        if (value is "True" or "False") return Texts.Get(value == "True" ? "yes" : "no");
        if (value.StartsWith('{') && Inner(value) is { } inner)
            return Texts.List(inner.Select(part => $"{Column(part.Key)}: {Value(entity, part.Key, $"{part.Value}")}"));
        return (Coded.GetValueOrDefault($"{entity}.{column}") ?? Coded.GetValueOrDefault(column)) is not { } texts ? value
            : Texts.List(value.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(code => Texts.Find($"{texts}.{code}") ?? code));
    }

    static Dictionary<string, JsonElement>? Inner(string value)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(value);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

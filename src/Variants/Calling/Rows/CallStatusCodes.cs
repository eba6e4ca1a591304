namespace Thrombophilia.Variants.Calling.Rows;

/// <summary>The statuses as files and tables write them.</summary>
public static class CallStatusCodes
{
    /// <summary>Stable lower-case code, for example <c>low-quality</c>.</summary>
    public static string Code(this CallStatus status) => status switch
    {
        CallStatus.Reference => "reference",
        CallStatus.Called => "called",
        CallStatus.ReferenceMismatch => "reference-mismatch",
        CallStatus.Filtered => "filtered",
        CallStatus.Imputed => "imputed",
        CallStatus.NoCall => "no-call",
        CallStatus.NotCovered => "not-covered",
        CallStatus.LowQuality => "low-quality",
        CallStatus.MosaicOrAmbiguous => "mosaic-or-ambiguous",
        CallStatus.AssumedReference => "assumed-reference",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}

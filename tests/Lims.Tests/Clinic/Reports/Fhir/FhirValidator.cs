using Firely.Fhir.Validation;
using Hl7.Fhir.Model;
using Hl7.Fhir.Specification.Source;
using Hl7.Fhir.Specification.Terminology;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Reports.Fhir;

/// <summary>
/// The independent judge of FHIR resources: the validator of Firely on the whole R4 specification, and on the guides in the
/// folder that THROMBOPHILIA_FHIR_PACKAGES names, each unpacked into a folder of its own. Its first answer takes most of a
/// minute, so it is made once.
/// </summary>
public sealed class FhirValidator
{
    const string Variable = "THROMBOPHILIA_FHIR_PACKAGES";
    static readonly string? Packages = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named && Directory.Exists(named)
        ? named : null;

    // It is not safe for several threads.
    readonly Lock one = new();
    readonly Lazy<Validator> judge = new(Make);

    /// <summary>The profiles of the guide are at hand; skips the test where they are not.</summary>
    public static void DemandGuide() => Assert.SkipUnless(Packages is not null,
        $"The profiles of the genomics guide are not here; set {Variable} to a folder with its unpacked packages.");

    /// <summary>Errors in a resource, against the profiles that it claims.</summary>
    public IReadOnlyList<string> Errors(Resource resource)
    {
        lock (one)
            return [.. judge.Value.Validate(resource).Issue
                .Where(i => i.Severity is OperationOutcome.IssueSeverity.Error or OperationOutcome.IssueSeverity.Fatal)
                .Select(i => $"{string.Join(", ", i.Expression)}: {i.Details?.Text}")];
    }

    static Validator Make()
    {
        var guides = Packages is null ? [] : Directory.EnumerateDirectories(Packages)
            .Select(folder => (IAsyncResourceResolver)new DirectorySource(Path.Combine(folder, "package"),
                new DirectorySourceSettings { Mask = "*.json", IncludeSubDirectories = false }));
        var source = new CachedResolver(new MultiResolver([(IAsyncResourceResolver)ZipSource.CreateValidationSource(), .. guides]));
        return new(source, LocalTerminologyService.CreateDefaultForCore(source));
    }
}

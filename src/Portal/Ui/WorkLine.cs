using Thrombophilia.Lims.Casework;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;

namespace Thrombophilia.Portal.Ui;

/// <summary>One line of the worklist on the first page.</summary>
/// <param name="Name">Key of its words.</param>
/// <param name="Address">The list of exactly the rows that it counts.</param>
/// <param name="Look">How it is coloured where there is something: alarm, watch or nothing.</param>
/// <param name="Roles">Whose work it is.</param>
internal sealed record WorkLine(string Name, string Address, string Look, params IReadOnlyList<string> Roles)
{
    /// <summary>What it counts in the records; null where it counts accounts.</summary>
    public WorkKind? Kind { get; private init; }
    /// <summary>Which accounts it counts; null where it counts something else.</summary>
    public AccountState? Accounts { get; private init; }

    /// <summary>Every line, what is most urgent first.</summary>
    public static readonly IReadOnlyList<WorkLine> All =
    [
        Of(WorkKind.CriticalValues, "/notices", "alarm", Role.Clinician, Role.Geneticist, Role.Technician),
        Of(WorkKind.ReviewsUrgent, "/conclusions?Wait=Urgent", "alarm", Role.Geneticist),
        Of(WorkKind.FilesRefused, "/intake?Show=Refused", "alarm", Role.Technician, Role.DataAuditor, Role.Administrator),
        Of(WorkKind.RunsHeld, "/controls", "alarm", Role.Technician, Role.Administrator),
        new("accounts-locked", "/users?State=Locked", "alarm", Role.Administrator) { Accounts = AccountState.Locked },
        Of(WorkKind.ReviewsOverdue, "/conclusions?Wait=Overdue", "watch", Role.Geneticist),
        Of(WorkKind.FilesHeld, "/intake?Show=Held", "watch", Role.Technician, Role.DataAuditor, Role.Administrator),
        Of(WorkKind.SamplesWithoutTube, "/samples", "watch", Role.Technician),
        Of(WorkKind.TubesWithoutPlace, "/tubes?Loose=true", "watch", Role.Technician),
        Of(WorkKind.ShipmentsToReceive, "/shipments?ToReceive=true", "watch", Role.Technician),
        Of(WorkKind.ReviewsHeld, "/conclusions?State=Held", "watch", Role.Geneticist),
        Of(WorkKind.ReviewsFirst, "/conclusions?Wait=First", "", Role.Geneticist),
        Of(WorkKind.ReviewsSecond, "/conclusions?Wait=SecondByMe", "", Role.Geneticist),
        Of(WorkKind.ClassificationsWaiting, "/variants/classifications", "", Role.Geneticist),
        Of(WorkKind.LabRequestsOpen, "/requests/laboratory", "", Role.Technician),
        Of(WorkKind.TestRequestsOpen, "/requests", "", Role.Technician),
        Of(WorkKind.NewlySigned, "/subjects?Show=NewlySigned", "", Role.Clinician),
        Of(WorkKind.WithoutPicture, "/subjects?Show=WithoutPicture", "watch", Role.Clinician),
        Of(WorkKind.RegistryOpen, "/subjects?Show=RegistryOpen", "watch", Role.Registry),
        Of(WorkKind.WithoutRegistryConsent, "/subjects?Show=WithoutRegistryConsent", "", Role.Registry),
        Of(WorkKind.CertificatesEnding, "/qualifications?Ending=true", "watch", Role.Technician, Role.DataAuditor, Role.Administrator),
        new("accounts-no-code", "/users?State=WithoutCode", "watch", Role.Administrator) { Accounts = AccountState.WithoutCode },
    ];

    /// <summary>The lines of a user.</summary>
    public static IEnumerable<WorkLine> Of(CurrentUser user) =>
        All.Where(line => line.Roles.Any(user.Is) && RouteAccess.MayOpen(user, line.Address.Split('?')[0]));

    static WorkLine Of(WorkKind kind, string address, string look, params IReadOnlyList<string> roles) =>
        new($"{kind}", address, look, roles) { Kind = kind };
}

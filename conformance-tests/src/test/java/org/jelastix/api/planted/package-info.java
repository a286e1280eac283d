/** Classes that break a rule each, so that the rule is seen to fail. */
package org.jelastix.api.planted;
